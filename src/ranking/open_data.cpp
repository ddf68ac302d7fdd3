#include "ranking/open_data.h"

namespace motcua::ranking {

OpenData open_data(store::Store& store, const organisation::Organisation& organisation,
                   const Publisher& publisher, const std::vector<OpenTable>& finer) {
  OpenData made;
  dossier::DayCounts since;
  PublishedIndex index{publisher.installation, publisher.name, publisher.synthetic, {}, {}, {}};
  dossier::DayCounts counts;
  const auto last_day = [](store::Reader& reader) { return dossier::last_closed_day(reader); };
  std::optional<LocalDate> seen;
  do {  // a day that is closed meanwhile would be counted twice or not at all
    seen = store.read(last_day);
    since = dossier::open_counts(store, organisation.province().offset,
                                 counts_inputs(organisation.province().offset));
    store.read([&](store::Reader& reader) {
      counts.clear();
      made.days = 0;
      index.first_day = index.last_day = std::nullopt;
      for (const auto& day :
           dossier::days_after(reader, dossier::before_all_days, std::numeric_limits<int>::max())) {
        const auto statement = day.read();
        dossier::add_counts(counts, statement.counts);
        if (!index.first_day) index.first_day = statement.day;
        index.last_day = statement.day;
        ++made.days;
      }
    });
  } while (seen != index.last_day);
  made.last_day = index.last_day;
  made.files = published_tables(std::move(index), organisation, counts, since, finer).files;
  return made;
}

}  // namespace motcua::ranking
