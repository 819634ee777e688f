export function AuditPage(): React.ReactNode {
  return null;
}
