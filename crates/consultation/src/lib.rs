//! What was asked and said: consultations, contributions, statements and votes.
