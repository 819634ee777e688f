export function PostPage(): React.ReactNode {
  return null;
}
