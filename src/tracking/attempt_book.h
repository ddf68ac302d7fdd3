#pragma once
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tracking/attempts.h"

namespace motcua::tracking {

// Attempts by key (a dossier code, an address), kept in memory of this process only: a restart forgets them,
// and each of several processes counts alone. Bounded: past `most_keys` the one that was quiet longest goes.
// Each call takes the same time however many keys there are. Safe from several threads.
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
  struct Page {
    std::string key;
    std::vector<Instant> attempts;
  };
  using Pages = std::list<Page>;

  const Page* find(std::string_view key) const;  // with the mutex held, as all below
  Page& page_of(std::string_view key);           // the newest from now on

  const AttemptLimit limit_;
  const std::size_t most_keys_;
  mutable std::mutex mutex_;
  Pages by_use_;  // the last one tried stands first
  std::unordered_map<std::string_view, Pages::iterator> places_;
};

}  // namespace motcua::tracking
