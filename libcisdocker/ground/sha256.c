#include "ground/sha256.h"

#include <stdint.h>
#include <string.h>

#define BLOCK 64
#define WORDS 8

/* The message ends with a bit and its length in bits, in eight bytes. */
#define LENGTH_SIZE 8

/* Fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Fractional parts of the square roots of the first eight primes. */
static const uint32_t first_state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static uint32_t read_word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

static void expand(const unsigned char block[BLOCK], uint32_t schedule[64])
{
    for (int i = 0; i < 16; i++)
        schedule[i] = read_word(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t early = schedule[i - 15], late = schedule[i - 2];

        schedule[i] = schedule[i - 16] + schedule[i - 7] +
                      (rotate(early, 7) ^ rotate(early, 18) ^ early >> 3) +
                      (rotate(late, 17) ^ rotate(late, 19) ^ late >> 10);
    }
}

static void mix(uint32_t state[WORDS], const unsigned char block[BLOCK])
{
    uint32_t schedule[64], v[WORDS];

    expand(block, schedule);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t one = v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) + choice +
                       round_constants[i] + schedule[i];
        uint32_t two = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) + majority;

        memmove(v + 1, v, (WORDS - 1) * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < WORDS; i++)
        state[i] += v[i];
}

/* The rest of the message with its end mark and length: one block or two. */
static void mix_rest(uint32_t state[WORDS], const char *rest, size_t left, size_t length)
{
    unsigned char last[2 * BLOCK] = {0};
    size_t size = left + 1 + LENGTH_SIZE <= BLOCK ? BLOCK : 2 * BLOCK;
    uint64_t bits = (uint64_t)length * 8;

    if (left > 0)
        memcpy(last, rest, left);
    last[left] = 0x80;
    for (size_t i = 1; i <= LENGTH_SIZE; i++, bits >>= 8)
        last[size - i] = (unsigned char)bits;
    for (size_t done = 0; done < size; done += BLOCK)
        mix(state, last + done);
}

void sha256_hex(const char *data, size_t length, char hex[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    uint32_t state[WORDS];
    size_t done = 0;

    memcpy(state, first_state, sizeof state);
    for (; length - done >= BLOCK; done += BLOCK)
        mix(state, (const unsigned char *)data + done);
    mix_rest(state, data + done, length - done, length);
    for (int i = 0; i < SHA256_HEX - 1; i++)
        hex[i] = digits[state[i / 8] >> (28 - i % 8 * 4) & 15];
    hex[SHA256_HEX - 1] = '\0';
}
