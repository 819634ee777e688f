import { createContext, use } from 'react';
import { type NewsroomTime, newsroomTime } from './newsroom-time.js';

export const TimeContext = createContext<NewsroomTime>(newsroomTime('UTC'));

export function useNewsroomTime(): NewsroomTime {
  return use(TimeContext);
}
