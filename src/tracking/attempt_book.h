#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tracking/attempts.h"

namespace motcua::tracking {

// Attempts by key (a dossier code, an address), kept in memory of this process only: a restart forgets them,
// and each of several processes counts alone. Bounded: past `most_keys` those that no longer count go first,
// then the one that was quiet longest. Safe from several threads.
class AttemptBook {
 public:
  AttemptBook(AttemptLimit limit, std::size_t most_keys) : limit_(limit), most_keys_(most_keys) {}

  std::optional<Instant> blocked_until(const std::string& key, Instant now) const;
  // Asks and counts in one, so that many at once get no more than one after the other: nullopt when allowed.
  std::optional<Instant> take(const std::string& key, Instant now);
  // The newest attempt counts no longer: it was no wrong one.
  void give_back(const std::string& key);
  std::size_t left(const std::string& key, Instant now) const;
  std::size_t keys() const;

 private:
  void note(const std::string& key, Instant now);  // with the mutex held
  void make_room(Instant now);

  const AttemptLimit limit_;
  const std::size_t most_keys_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Instant>> attempts_;
};

}  // namespace motcua::tracking
