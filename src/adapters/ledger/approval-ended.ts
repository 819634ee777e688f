/** Behind what was changed: whoever had let the post go out has not seen it as it is now. */
export const APPROVAL_ENDED = '; the approval no longer holds';
