export function AccountsPage(): React.ReactNode {
  return null;
}
