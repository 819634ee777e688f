export function PostsPage(): React.ReactNode {
  return null;
}
