export const PRESS_TITLE = 'Harbour Council Votes to Light the Old Lighthouse Again';
export const PRESS_BYLINE = 'Ada Quay, Ben Shore, and Cleo Strand';

/** An invented article in the form in which newsrooms mail theirs, boilerplate at its end. */
export const PRESS_ARTICLE = ` date 2026-05-06 ${PRESS_TITLE}

${PRESS_BYLINE}

Harbour Evening News

The harbour council voted on Wednesday to light the old lighthouse again, seven years after a storm put it out.

Repairs begin in June and cost four million crowns. The lamp is to burn before the autumn gales.

“Every skipper on this coast has waited for that light,” said Maren Holm, who speaks for the pilots.

Harbour Evening News is part of the Island Times group

https://islandtimes.example Island Times – News from the Islands

https://maren-paints.example – Paintings of the coast

https://harboureveningnews.example Harbour Evening News – News from the Harbour

PLEASE JOIN ON TWITTER

https://twitter.com/HarbourEvening Harbour Evening News

PLEASE JOIN ON FACEBOOK

https://www.facebook.com/HarbourEveningNews Harbour Evening News
`;

/** What stands in the boilerplate alone: in a post it would be a mistake. */
export const PRESS_BOILERPLATE =
  /part of|group|Island Times|islandtimes|maren-paints|Paintings|PLEASE JOIN|twitter\.com|facebook\.com/i;
