#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/problem.h"

namespace motcua {

enum class Language { vi, en };

Language language_of(std::string_view tag, Language otherwise = Language::vi);  // "en-GB" → en
std::string_view tag_of(Language language);

using Params = std::map<std::string, std::string>;

// The sentence `id` of data/messages/*.tsv (columns id, vi, en) with its {holes} filled. CHECKs that the id
// exists.
std::string message(Language language, std::string_view id, const Params& params = {});
bool has_message(std::string_view id);

// data/messages/problems/<capability>.tsv, columns code, status, vi, en.
std::string problem_message(Language language, const Problem& problem);
int problem_status(const Problem& problem);  // HTTP; 400, 403, 404, 409, 410, 413, 415, 422, 429 …

}  // namespace motcua
