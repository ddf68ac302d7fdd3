#pragma once
#include <string>

#include "base/language_map.h"

namespace motcua::guide {

// What every public page says about this installation.
struct Site {
  LanguageMap province;         // "Tỉnh Điện Biên"
  std::string base_url = {};    // "https://motcua.example.vn", for QR codes; empty: pages carry none
  bool synthetic = false;       // the band "simulated data" is shown
  bool secure_cookies = false;  // the site is reached over https
};

}  // namespace motcua::guide
