export function SettingsPage(): React.ReactNode {
  return null;
}
