// Roots and signatures against published vectors, so that anyone else's program agrees with ours.
#include "base/signature.h"

#include <gtest/gtest.h>

#include "base/merkle.h"

namespace motcua {
namespace {

template <class Array>
Array array_of(std::string_view hex) {
  Array array{};
  const auto bytes = from_hex(hex).value();
  EXPECT_EQ(bytes.size(), array.size());
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// RFC 8032 section 7.1, test 1 and test 2.
TEST(SigningKeys, SignAsTheStandardSays) {
  const SigningKey first(
      SecretKey(from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value()));
  EXPECT_EQ(to_hex(first.public_key()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(to_hex(first.sign("")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0"
            "595bbe24655141438e7a100b");
  const SigningKey second(
      SecretKey(from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value()));
  EXPECT_TRUE(is_signed("r", second.sign("r"), second.public_key()));
}

TEST(SigningKeys, AnotherTextKeyOrSignatureIsRefused) {
  SeededRandom random(1);
  const SigningKey key(SecretKey::make(random)), other(SecretKey::make(random));
  auto signature = key.sign("ngày 1");
  EXPECT_TRUE(is_signed("ngày 1", signature, key.public_key()));
  EXPECT_FALSE(is_signed("ngày 2", signature, key.public_key()));
  EXPECT_FALSE(is_signed("ngày 1", signature, other.public_key()));
  signature[10] ^= 1;
  EXPECT_FALSE(is_signed("ngày 1", signature, key.public_key()));
}

// Computed apart, from the definition in RFC 6962 section 2.1.
TEST(MerkleRoots, AreThoseOfTheStandard) {
  EXPECT_EQ(to_hex(merkle_root({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  std::vector<Digest> leaves;
  const char* roots[] = {"58705e7af8dbab9f2f5b6449ba18d22cce7eedf245fca8dcfd93cf0f906ccf95",
                         "6e8393d7b8c8c1d492cbd897fa417689fe9a5b73cb6188a3b62af0bf8d4ddce6",
                         "0073e5dfb5d3c6f71fb0dc1db2f096e02a2d6fd6d7a59d23c100b15a8488dac4",
                         "e1219f0f3075cf801c6cd0b99dd72bb39851a09f287075edab199b36fec7b92e",
                         "4e7de5affaa10733332923d9eb1b8557bc889c448f0f31aeffc9dcac42135a2c",
                         "76e6e9c4622bdd4821a59b7f28c61f7699fdb676b84f18d58546fa8a46ee6a2a",
                         "ecc292c70642990404274af138c9e57c58ce328c76390a6d2fcf3758b6ed7391"};
  for (int n = 1; n <= 7; ++n) {
    leaves.push_back(sha256(as_bytes(std::to_string(n))));
    EXPECT_EQ(to_hex(merkle_root(leaves)), roots[n - 1]) << n;
  }
}

TEST(MerkleRoots, TellOrderAndNumberApart) {
  const Digest a = sha256(as_bytes("a")), b = sha256(as_bytes("b"));
  const std::vector<std::vector<Digest>> lists{{}, {a}, {b}, {a, b}, {b, a}, {a, a}, {a, a, b}, {a, b, b}};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(merkle_root(lists[i]), merkle_root(lists[j])) << i << j;
  }
}

}  // namespace
}  // namespace motcua
