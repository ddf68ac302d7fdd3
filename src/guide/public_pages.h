#pragma once
#include <optional>
#include <string>

#include "guide/frame.h"
#include "guide/life_events.h"
#include "guide/procedure_page.h"
#include "guide/routes.h"

namespace motcua::guide {

// One public page each: reads what it needs, answers HTML.
class PublicPages {
 public:
  explicit PublicPages(Lower lower) : lower_(std::move(lower)) {}

  std::string home(const http::Request& request) const;
  // /tim: procedures for the words, and units when the words name one.
  std::string results(const http::Request& request, const std::string& words) const;
  // /thu-tuc: the ways to browse, by life event and by sector.
  std::string all_procedures(const http::Request& request) const;
  // One page of a sector's list; nothing when the sector has no such page.
  std::optional<std::string> sector(const http::Request& request, const std::string& key) const;
  std::string event(const http::Request& request, const LifeEvent& event) const;
  std::string procedure(const http::Request& request, const catalogue::ProcedureVersion& version) const;
  // What to bring in the cases that the query ticks, to be printed.
  std::string checklist(const http::Request& request, const catalogue::ProcedureVersion& version) const;
  std::string commune(const http::Request& request, const organisation::Unit& unit) const;
  // Communes to choose from; those that `words` name, or all.
  std::string choose_commune(const http::Request& request, const std::string& words) const;
  std::string display(const http::Request& request) const;

  // The commune that the reader's cookie names; null when none or when it is no commune of today.
  const organisation::Unit* chosen_commune(const http::Request& request) const;
  LocalDate today() const { return local_date(lower_.clock.now(), lower_.organisation.province().offset); }
  const Lower& lower() const { return lower_; }

 private:
  // The hours of the unit, or the usual ones while no commune is chosen.
  const calendar::Timetable& timetable_of(const organisation::Unit* unit) const {
    return unit == nullptr ? lower_.timetables.usual() : lower_.timetables.of(unit->code);
  }
  http::View page(const http::Request& request, std::string title) const;
  http::View listed(Language language, const catalogue::ProcedureVersion& version) const;
  void set_commune(http::View& view, const http::Request& request) const;
  void set_procedures(http::View& view, Language language, const std::vector<catalogue::VersionRef>& found,
                      std::size_t most) const;
  ProcedureAsked asked_by(const http::Request& request) const;
  std::vector<http::View> event_views(Language language) const;
  std::vector<http::View> sector_views(Language language, bool here_only) const;
  std::string event_address(const LifeEvent& event, const catalogue::Catalogue& catalogue) const;

  Lower lower_;
};

}  // namespace motcua::guide
