#pragma once
#include <string>
#include <vector>

#include "base/expected.h"
#include "http/shape.h"
#include "identity/identity.h"
#include "store/store.h"
#include "workflow/views.h"

// Filters of the work list that an official keeps by name, on every computer.
namespace motcua::workflow {

inline constexpr std::size_t most_filters = 20;  // of one official: each is counted with every list

struct SavedFilter {
  std::string name;
  std::string view;             // "mine", "unassigned", "office", "paused", "done"
  std::string procedure, step;  // "" = any
  std::string channel;          // "counter", "online", "post"; "" = any
};

// In the order of names.
std::vector<SavedFilter> filters_of(store::Reader& reader, const identity::Caller& caller);
// One of that name is replaced. Problems: workflow.too_many_filters.
Expected<void> keep_filter(store::Writer& writer, const identity::Caller& caller, const SavedFilter& filter);
void drop_filter(store::Writer& writer, const identity::Caller& caller, const std::string& name);

const http::Shape<SavedFilter>& shape_of(const SavedFilter*);

}  // namespace motcua::workflow
