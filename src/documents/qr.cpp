#include "documents/qr.h"

#include <qrencode.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "base/check.h"

namespace motcua::documents {

QrCode qr_code(std::string_view text) {
  CHECK(!text.empty() && text.size() <= 600);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free);
  if (!made) throw std::system_error(errno, std::generic_category(), "QR code");
  QrCode code;
  code.size = made->width;
  const std::size_t modules = static_cast<std::size_t>(code.size) * static_cast<std::size_t>(code.size);
  code.dark.reserve(modules);
  for (std::size_t i = 0; i < modules; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
  return code;
}

}  // namespace motcua::documents
