#pragma once
#include <string>
#include <string_view>

#include "base/expected.h"
#include "catalogue/version.h"
#include "http/shape.h"

namespace motcua::catalogue {

// One description reads, writes and documents a version. `number`, `source` and the dates of validity are not
// part of it: they belong to the place that keeps the version.
const http::Shape<ProcedureVersion>& version_shape();

// Canonical text: what is stored, and what the checksum is taken over. Two versions with equal text say the
// same.
std::string to_body(const ProcedureVersion& version);
// Reads to_body's text. Problems of http/shape.h; a stored body always reads.
Expected<ProcedureVersion> from_body(std::string_view body);

// A shipped file data/catalogue/curated/*.json: the body with a member "valid_from" (YYYY-MM-DD); steps may
// be left out for the default ones. Checks the promises of a curated version too: two languages, a limit and
// an amount for every channel, counts for every paper, unique ids, shares that sum to 100, a well-formed
// code. Problems: those of http/shape.h, catalogue.curated_incomplete.
Expected<ProcedureVersion> read_curated(std::string_view text);

}  // namespace motcua::catalogue
