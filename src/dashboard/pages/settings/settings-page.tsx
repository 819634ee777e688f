import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ActButton } from '../../actions/act-button.js';
import { say } from '../../corner/say.js';
import { useLetters } from '../../keys/letters.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import { reading } from '../../server/queries.js';
import { complaintOf } from '../../server/refused.js';
import { useMay, useMe } from '../../server/use-me.js';
import { ROLE_TITLES } from '../../shell/role-titles.js';
import { CalendarLink } from './calendar-link.js';
import { NewsroomName } from './newsroom-name.js';
import { Password } from './password.js';
import { SettingSwitch } from './setting-switch.js';
import classes from './settings.module.css';

const SCHEMES = [
  { value: 'auto', label: 'Automatic' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function SettingsPage(): React.ReactNode {
  return (
    <div className={classes.page}>
      <Mine />
      <Newsrooms />
    </div>
  );
}

function Mine(): React.ReactNode {
  const { name, login, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [areLettersOn, setLetters] = useLetters();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = async (): Promise<void> => {
    try {
      await call('signOut');
    } catch (error) {
      return void say({ kind: 'refused', title: 'You are still signed in', message: complaintOf(error) });
    }
    queryClient.clear();
    await navigate({ to: '/sign-in', search: { to: '/' } });
  };
  return (
    <section>
      <SectionHead title="You">
        {name}, {login}, {ROLE_TITLES[role]}
      </SectionHead>
      <div className={classes.lines}>
        <SegmentedControl
          data={SCHEMES}
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme === 'light' || scheme === 'dark' ? scheme : 'auto')}
          aria-label="Colours"
        />
        <Switch
          label="Single letters are shortcuts"
          checked={areLettersOn}
          onChange={(event) => setLetters(event.currentTarget.checked)}
        />
        <CalendarLink />
        <Password />
        <ActButton className={classes.start} act={signOut}>
          Sign out
        </ActButton>
      </div>
    </section>
  );
}

function Newsrooms(): React.ReactNode {
  const { data } = useQuery(reading('readSettings'));
  const mayChange = useMay('admin');
  if (data === undefined) return null;
  return (
    <section>
      <SectionHead title="The newsroom">
        times of {data.zone}, version {data.version}
      </SectionHead>
      <div className={classes.lines}>
        {mayChange && <NewsroomName name={data.newsroomName} />}
        <SettingSwitch
          label="What editors queue waits for a second person"
          isOn={data.editorsNeedApproval}
          ask={(editorsNeedApproval) => call('changeSettings', { body: { editorsNeedApproval } })}
        />
        <SettingSwitch
          label="Administrators may save templates here"
          isOn={data.saveTemplates}
          ask={(saveTemplates) => call('changeSettings', { body: { saveTemplates } })}
        />
        <p className="sm mid">
          <a href="/api/docs">The API</a> does all that these pages do.
        </p>
        {mayChange && (
          <p className="sm mid">
            <a href="/ops/queues/">The queue</a> as operators see it: an alarm for each post that is scheduled.
          </p>
        )}
      </div>
    </section>
  );
}
