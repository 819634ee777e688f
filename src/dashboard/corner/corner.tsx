import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';

export function Corner(): React.ReactNode {
  return <Notifications position="bottom-right" />;
}
