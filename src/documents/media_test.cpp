#include "documents/media.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include "base/message.h"
#include "base/random.h"
#include "documents/receipt.h"

// The fuzzer's entry: never crashes, never reads outside.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto answer = motcua::documents::sniff({data, size});
  return answer && answer->pages.value_or(1) < 1 ? -1 : 0;
}

namespace motcua::documents {
namespace {

std::string code_of(const Expected<MediaFacts>& answer) { return answer ? "" : answer.error().at(0).code; }

Bytes small_pdf(int pages, const std::string& extra = {}) {
  std::string text = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + extra;
  text += "2 0 obj\n<< /Type /Pages /Count " + std::to_string(pages) + " >>\nendobj\n";
  for (int i = 0; i < pages; ++i) {
    text += std::to_string(i + 3) + " 0 obj\n<</Type" + (i % 2 == 0 ? "/Page" : " /Page\n") +
            "/Parent 2 0 R>>\nendobj\n";
  }
  const std::size_t table = text.size();
  text += "xref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  return to_bytes(text);
}

Bytes small_png() {
  Bytes png;
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 5, 4);
  cairo_surface_write_to_png_stream(
      surface,
      [](void* out, const unsigned char* data, unsigned size) {
        static_cast<Bytes*>(out)->insert(static_cast<Bytes*>(out)->end(), data, data + size);
        return CAIRO_STATUS_SUCCESS;
      },
      &png);
  cairo_surface_destroy(surface);
  return png;
}

// The segments of a picture of 8 × 16 points; its data are not meant to be decoded.
Bytes small_jpeg() {
  return {0xFF, 0xD8, 0xFF, 0xE0, 0, 16,   'J', 'F',  'I',  'F',  0,    1,    1,    0,    0,    1,    0,    1,
          0,    0,    0xFF, 0xC0, 0, 11,   8,   0,    16,   0,    8,    1,    1,    0x11, 0,    0xFF, 0xDA, 0,
          8,    1,    1,    0,    0, 0x3F, 0,   0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78, 0xFF, 0xD9};
}

MediaFacts facts(MediaType type, std::optional<int> pages) { return {type, pages}; }

TEST(Media, KnowsTheThreeKindsByContent) {
  EXPECT_EQ(*sniff(small_pdf(3)), facts(MediaType::pdf, 3));
  EXPECT_EQ(*sniff(small_jpeg()), facts(MediaType::jpeg, 1));
  EXPECT_EQ(*sniff(small_png()), facts(MediaType::png, 1));
}

TEST(Media, CountsThePagesOfARealPdf) {
  ReceiptForm form;
  form.code = "H18.036-261120-0018";
  EXPECT_EQ(*sniff(receipt_pdf(form, Copies::applicant)), facts(MediaType::pdf, 1));
}

TEST(Media, DoesNotGuessPagesItCannotSee) {
  EXPECT_EQ(*sniff(small_pdf(1, "9 0 obj\n<< /Type /ObjStm >>\nendobj\n")),
            facts(MediaType::pdf, std::nullopt));
  Bytes saved_twice = small_pdf(1);
  const Bytes again = small_pdf(1);
  saved_twice.insert(saved_twice.end(), again.begin(), again.end());
  EXPECT_EQ(*sniff(saved_twice), facts(MediaType::pdf, std::nullopt));
}

TEST(Media, RefusesOtherKinds) {
  EXPECT_EQ(code_of(sniff({})), "documents.empty");
  for (const char* text : {"MZ\x90", "PK\x03\x04", "GIF89a", "<html>", "%PDX-1.4", "RIFF....WEBP", "x"}) {
    EXPECT_EQ(code_of(sniff(as_bytes(text))), "documents.wrong_type") << text;
  }
}

TEST(Media, RefusesTooLarge) {
  Bytes large = small_jpeg();
  large.resize(largest_file + 1);
  EXPECT_EQ(code_of(sniff(large)), "documents.too_large");
  large.resize(largest_file);
  EXPECT_TRUE(sniff(large).has_value());
}

TEST(Media, RefusesEveryTornOffFile) {
  for (const Bytes& whole : {small_pdf(2), small_jpeg(), small_png()}) {
    // The last line end of a PDF may go; nothing else.
    const std::size_t least = whole.size() - (whole[0] == '%' ? 1 : 0);
    for (std::size_t size = 1; size < least; ++size) {
      EXPECT_FALSE(sniff(ByteView(whole).first(size)).has_value())
          << media_type_name(sniff(whole)->media_type) << size;
    }
    EXPECT_EQ(code_of(sniff(ByteView(whole).first(least - 1))), "documents.cut_short");
  }
}

TEST(Media, RefusesAPngWithAnyByteChanged) {
  const Bytes whole = small_png();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes changed = whole;
    changed[at] ^= 0x10;
    EXPECT_FALSE(sniff(changed).has_value()) << at;
  }
}

TEST(Media, RefusesAJpegWithoutAPicture) {
  const Bytes bare{0xFF, 0xD8, 0xFF, 0xD9};
  EXPECT_EQ(code_of(sniff(bare)), "documents.cut_short");
  Bytes no_width = small_jpeg();
  no_width[28] = 0;
  EXPECT_EQ(code_of(sniff(no_width)), "documents.cut_short");
}

TEST(Media, ToleratesWhatCamerasAndScannersAppend) {
  Bytes jpeg = small_jpeg();
  jpeg.insert(jpeg.end(), {'S', 'E', 'F', 'T', 0xFF, 0xD8});
  EXPECT_TRUE(sniff(jpeg).has_value());
  Bytes pdf = small_pdf(1);
  pdf.insert(pdf.end(), 600, '\0');
  EXPECT_TRUE(sniff(pdf).has_value());
}

TEST(Media, WithstandsDamage) {
  SeededRandom random(3);
  for (const Bytes& whole : {small_pdf(2), small_jpeg(), small_png()}) {
    for (int round = 0; round < 4000; ++round) {
      Bytes changed = whole;
      for (std::uint32_t i = random.below(6) + 1; i > 0; --i) {
        changed[random.below(static_cast<std::uint32_t>(changed.size()))] =
            static_cast<std::uint8_t>(random.below(256));
      }
      changed.resize(random.below(static_cast<std::uint32_t>(changed.size())) + 1);
      ASSERT_EQ(LLVMFuzzerTestOneInput(changed.data(), changed.size()), 0);
    }
  }
}

TEST(Media, EveryProblemHasItsSentenceAndStatus) {
  for (const char* code :
       {"documents.empty", "documents.wrong_type", "documents.cut_short", "documents.too_large",
        "documents.blob_missing", "documents.blob_damaged", "documents.blob_locked"}) {
    const Problem problem{code, "", {{"limit_mb", "50"}}};
    EXPECT_GE(problem_status(problem), 400);
    for (const Language language : {Language::vi, Language::en}) {
      EXPECT_EQ(problem_message(language, problem).find('{'), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace motcua::documents
