import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NetworkMark } from '../../parts/account-name.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { reading } from '../../server/queries.js';
import { templateTitle } from '../today/origin-of.js';

/** The newsroom's posting policy: each template with its rule in plain words. */
export function TemplatesPage(): React.ReactNode {
  const query = useQuery(reading('listTemplates'));
  return (
    <ReadingList
      query={query}
      what="Templates"
      empty="They are files in the folder of templates."
      draw={(template) => (
        <ListRow
          key={template.name}
          title={
            <Link
              to="/templates/$network/$file"
              params={{ network: template.network, file: templateTitle(template.name) }}
            >
              <NetworkMark network={template.network} /> {templateTitle(template.name)}
            </Link>
          }
          note={template.rule}
        />
      )}
    />
  );
}
