#pragma once
#include <array>
#include <optional>

#include "documents/page_flow.h"
#include "documents/receipt.h"

namespace motcua::documents {

// Both signatures side by side, each with at least 18 mm to sign in.
class SignatureBlock {
 public:
  SignatureBlock(const ReceiptForm& form, double points, double width_mm);
  double least_height_mm() const;
  // Uses what room there is down to `kept_free_mm` above the end of the page.
  void put(PageFlow& flow, double kept_free_mm) const;

 private:
  struct Signature {
    Paragraph role, hint, name;
  };
  static Signature signature(std::string_view role, const std::string& name, double points, double width_mm);
  std::array<Signature, 2> signatures_;
  double heading_mm_;
  double names_mm_;
};

// How to follow the dossier, with the secret, at the end of the applicant's copy: to be torn off before the
// receipt is shown to others, since the secret stands in no other words.
class TearOffFoot {
 public:
  TearOffFoot(const ReceiptForm& form, double width_mm);
  double height_mm() const;
  void put(PageFlow& flow) const;

 private:
  Paragraph secret_;
  Paragraph text_;
};

}  // namespace motcua::documents
