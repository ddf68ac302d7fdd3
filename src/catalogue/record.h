#pragma once
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

// Reads a file of published records: a JSON list of {code, name, sector, handled_by, decision, audience,
// methods, documents, legal, result, steps, conditions, source_url}; other members are ignored. Every record
// becomes one version without number and dates. What cannot be read with certainty stays text and stands in
// `needs_person`. A file that is not of this form is refused as a whole, with every fault, each naming its
// record and field: catalogue.file_not_json, catalogue.file_not_a_list, catalogue.record_not_an_object,
// catalogue.field_missing, catalogue.field_wrong_type, catalogue.code_malformed, catalogue.code_twice.
Expected<std::vector<ProcedureVersion>> read_records(std::string_view file);

}  // namespace motcua::catalogue
