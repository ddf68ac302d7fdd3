#pragma once
#include <string>
#include <string_view>

namespace motcua::guide {

// Addresses of the public pages; every link, redirect and QR code is made here, each part percent-encoded.
std::string home_path();
std::string search_path();
std::string search_path(std::string_view words);
std::string assistant_path();
std::string assistant_path(std::string_view words);
std::string procedures_path();
std::string procedure_path(std::string_view code);
// What to bring, to be printed; for the cases that the query ticks.
std::string checklist_path(std::string_view code);
std::string event_path(std::string_view key);
std::string sector_path(std::string_view key);
std::string commune_path(std::string_view unit_code);
std::string choose_commune_path();
std::string choose_commune_path(std::string_view back);
std::string display_path();
std::string display_path(std::string_view back);
std::string tracking_form_path();
std::string tracking_path(std::string_view dossier_code);
std::string ranking_path();
std::string ranking_path(std::string_view period);  // "2025-09"
std::string open_data_path();
std::string open_data_path(std::string_view file);  // "inputs.csv", "days/2025-07-01.json"
// What the receipt's QR code holds; traded for a cookie at once.
std::string secret_path(std::string_view dossier_code, std::string_view secret);

// Posters and booklets as PDF; ?kho=a3 for the larger size.
std::string procedure_poster_path(std::string_view code);
std::string sector_poster_path(std::string_view key);
std::string commune_poster_path(std::string_view unit_code);
// The form for an opinion about a page of this site; where it leads once it is kept.
std::string feedback_path();
std::string feedback_path(std::string_view about);
std::string feedback_thanks_path();

// `back` when it is a path of this site, else the home page: a form may not send people elsewhere.
std::string safe_back(std::string_view back);

}  // namespace motcua::guide
