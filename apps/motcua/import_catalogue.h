#pragma once
#include <string>

#include "base/clock.h"
#include "base/expected.h"
#include "base/json.h"
#include "catalogue/catalogue.h"
#include "store/store.h"

namespace motcua::app {

// The logic behind `motcua import catalogue FILE`: reads the file and publishes its records from today on,
// all or nothing. Problems: catalogue.file_unreadable and those of catalogue::import_records. After it
// succeeds the caller puts catalogue::load_catalogue on its Shelf.
Expected<catalogue::ImportReport> import_catalogue(store::Store& store, const std::string& file,
                                                   const Clock& clock);

// What the command prints: lines for a person, or one JSON object for --json.
std::string import_report_text(const catalogue::ImportReport& report, Language language);
json::value import_report_json(const catalogue::ImportReport& report);
// Every fault with its place; `refused` counts the records that have one.
std::string import_refusal_text(const Problems& problems, Language language);
json::value import_refusal_json(const Problems& problems, Language language);

}  // namespace motcua::app
