#include "workflow/filters.h"

#include "organisation/organisation.h"
#include "workflow/sql.h"

namespace motcua::workflow {

std::vector<SavedFilter> filters_of(store::Reader& reader, const identity::Caller& caller) {
  std::vector<SavedFilter> filters;
  for (const auto& row : reader.run(sql::filters_of, {caller.official().id}))
    filters.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)});
  std::sort(filters.begin(), filters.end(), [](const SavedFilter& a, const SavedFilter& b) {
    return organisation::vietnamese_sort_key(a.name) < organisation::vietnamese_sort_key(b.name);
  });
  return filters;
}

Expected<void> keep_filter(store::Writer& writer, const identity::Caller& caller, const SavedFilter& filter) {
  const auto kept = filters_of(writer, caller);
  const bool is_new = std::none_of(kept.begin(), kept.end(),
                                   [&](const SavedFilter& each) { return each.name == filter.name; });
  if (is_new && kept.size() >= most_filters)
    return refuse("workflow.too_many_filters", "/name", {{"most", std::to_string(most_filters)}});
  writer.put(sql::put_filter,
             {caller.official().id, filter.name, filter.view, filter.procedure, filter.step, filter.channel});
  return {};
}

void drop_filter(store::Writer& writer, const identity::Caller& caller, const std::string& name) {
  writer.put(sql::drop_filter, {caller.official().id, name});
}

const http::Shape<SavedFilter>& shape_of(const SavedFilter*) {
  using http::field;
  static const auto shape = http::object<SavedFilter>(
      "SavedFilter",
      {field("name", &SavedFilter::name, http::text(1, 60, http::Pattern::line)),
       field("view", &SavedFilter::view, http::one_of({"mine", "unassigned", "office", "paused", "done"})),
       field("procedure", &SavedFilter::procedure, http::text(0, 80, http::Pattern::line)),
       field("step", &SavedFilter::step, http::text(0, 40, http::Pattern::line)),
       field("channel", &SavedFilter::channel, http::one_of({"", "counter", "online", "post"}))});
  return shape;
}

}  // namespace motcua::workflow
