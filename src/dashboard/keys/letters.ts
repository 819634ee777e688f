import { useLocalStorage } from '@mantine/hooks';

const PLACE = 'kawaraban-letters';

/** Whether single letters are shortcuts in this browser. */
export function areLettersOn(): boolean {
  return localStorage.getItem(PLACE) !== 'false';
}

export function useLetters(): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useLocalStorage({ key: PLACE, defaultValue: true });
  return [isOn, setOn];
}
