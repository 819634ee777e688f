export interface PersonRow {
  id: string;
  name: string;
  login: string;
  role: string;
  state: string;
  password_hash: string | null;
  created_at: number;
  last_seen_at: number | null;
}

export interface TokenRow {
  id: string;
  secret_hash: string;
  person_id: string;
  name: string;
  role: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
}

export interface CalendarLinkRow {
  person_id: string;
  secret_hash: string;
  created_at: number;
  last_used_at: number | null;
}
