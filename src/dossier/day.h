#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/expected.h"
#include "base/json.h"
#include "base/signature.h"
#include "base/time.h"

// A day is closed once, by a signed statement over the hashes of its events. Pure: who reads the published
// files checks with the same functions as who writes them.
namespace motcua::dossier {

struct ClosedDay {
  LocalDate day;
  std::int64_t position = 0;  // the last that had been given when the day was closed
  bool operator==(const ClosedDay&) const = default;
};

// The day an event belongs to: that of its recording, or, when that had been closed before the event got its
// position, the next one that had not. Nothing: it is still open. `closed` follow each other without a gap.
std::optional<LocalDate> day_of(std::span<const ClosedDay> closed, std::int64_t position, LocalDate recorded);

// What the day's events count for, in rows of texts: {"03313", "2025-07-01", "online", "received"} → 3. The
// meaning of the texts is that of whoever counts; here only their sums matter. Never 0.
using DayCounts = std::map<std::vector<std::string>, std::int64_t>;
void add_counts(DayCounts& to, const DayCounts& more);

// The key that signed before this one, and its signature over key_change_text(new key). Without a signature:
// the old key was lost, and nothing but the word of the installation joins the two.
struct KeyChange {
  PublicKey before{};
  std::optional<Signature> vouched;
  bool operator==(const KeyChange&) const = default;
};
std::string key_change_text(const PublicKey& next);

struct DayStatement {
  std::string installation;  // code of the province
  LocalDate day{};
  std::int64_t position = 0;  // as in ClosedDay
  std::int64_t events = 0;
  Digest root{};                        // merkle_root of the events' hashes in the order of positions
  Digest previous{};                    // SHA-256 of the statement of the day before; zeros for the first
  PublicKey key{};                      // that signs
  std::optional<KeyChange> key_change;  // when another key signed the day before
  DayCounts counts;
  bool operator==(const DayStatement&) const = default;
};

// Canonical JSON: what is signed, stored and hashed into the next day.
std::string statement_text(const DayStatement& statement);
// Problems: dossier.statement_unreadable with what is wrong with it.
Expected<DayStatement> read_statement(const json::value& value);

// A day as it is published: {"statement": …, "signature": hex, "hashes": [hex, …]}.
struct PublishedDay {
  DayStatement statement;
  Signature signature{};
  std::vector<Digest> hashes;
};
std::string day_file(std::string_view statement, const Signature& signature, std::span<const Digest> hashes);
// Problems: dossier.statement_unreadable.
Expected<PublishedDay> read_day_file(std::string_view text);

// The first thing that does not hold in a day by itself and after the day before it (null for the first);
// nothing when all holds. `trusted`: a key that somebody has from elsewhere, which needs no voucher.
struct DayFault {
  std::string invariant;  // "signature_holds", "root_holds", "days_follow", "key_is_vouched"
  std::string detail;
};
std::optional<DayFault> fault_in(const PublishedDay& day, const DayStatement* before,
                                 const std::optional<PublicKey>& trusted);

}  // namespace motcua::dossier
