export function CalendarPage(): React.ReactNode {
  return null;
}
