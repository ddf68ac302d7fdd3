#include "guide/paths.h"

#include <algorithm>

#include "http/page.h"

namespace motcua::guide {

using http::encode_segment;

std::string home_path() { return "/"; }
std::string search_path() { return "/tim"; }
std::string search_path(std::string_view words) { return "/tim?q=" + encode_segment(words); }
std::string assistant_path() { return "/hoi"; }
std::string assistant_path(std::string_view words) { return "/hoi?q=" + encode_segment(words); }
std::string procedures_path() { return "/thu-tuc"; }
std::string procedure_path(std::string_view code) { return "/thu-tuc/" + encode_segment(code); }
std::string checklist_path(std::string_view code) { return procedure_path(code) + "/giay-to"; }
std::string sector_path(std::string_view key) { return "/linh-vuc/" + encode_segment(key); }
std::string procedure_poster_path(std::string_view code) { return "/to-dan/thu-tuc/" + encode_segment(code); }
std::string sector_poster_path(std::string_view key) { return "/to-dan/linh-vuc/" + encode_segment(key); }
std::string commune_poster_path(std::string_view code) { return "/to-dan/xa/" + encode_segment(code); }
std::string feedback_path() { return "/gop-y"; }
std::string feedback_path(std::string_view about) { return "/gop-y?ve=" + encode_segment(about); }
std::string feedback_thanks_path() { return "/gop-y/da-nhan"; }
std::string event_path(std::string_view key) { return "/viec/" + encode_segment(key); }
std::string commune_path(std::string_view unit_code) { return "/xa/" + encode_segment(unit_code); }
std::string choose_commune_path() { return "/chon-xa"; }
std::string choose_commune_path(std::string_view back) { return "/chon-xa?back=" + encode_segment(back); }
std::string display_path() { return "/hien-thi"; }
std::string display_path(std::string_view back) { return "/hien-thi?back=" + encode_segment(back); }
std::string tracking_form_path() { return "/tra-cuu"; }
std::string tracking_path(std::string_view code) { return "/tra-cuu/" + encode_segment(code); }

std::string ranking_path() { return "/xep-hang"; }
std::string ranking_path(std::string_view period) { return "/xep-hang/" + encode_segment(period); }
std::string open_data_path() { return "/du-lieu-mo"; }

std::string open_data_path(std::string_view file) {
  const auto folder = file.rfind('/');
  if (folder == file.npos) return "/du-lieu-mo/" + encode_segment(file);
  return "/du-lieu-mo/" + encode_segment(file.substr(0, folder)) + "/" +
         encode_segment(file.substr(folder + 1));
}

std::string secret_path(std::string_view code, std::string_view secret) {
  return "/t/" + encode_segment(code) + "/" + encode_segment(secret);
}

std::string safe_back(std::string_view back) {
  const bool ours = back.starts_with('/') && !back.starts_with("//") && !back.starts_with("/t/") &&
                    std::all_of(back.begin(), back.end(),
                                [](char sign) { return sign > ' ' && sign != '\\' && sign != 0x7f; });
  return ours ? std::string(back) : home_path();
}

}  // namespace motcua::guide
