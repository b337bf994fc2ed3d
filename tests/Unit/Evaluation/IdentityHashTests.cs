using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class IdentityHashTests
{
    private const string EnvironmentKey = "B62qaMZNwfiqT76p38ggrQ";

    [Theory]
    [InlineData("user_1", 1, 50.03000600120024)]
    [InlineData("user_1", 7, 16.313262652530504)]
    [InlineData("user_1", 42, 56.66133226645329)]
    [InlineData("user_1", 1000, 54.38087617523505)]
    [InlineData("user_1", 9001, 63.23264652930586)]
    [InlineData("alice", 1, 0.7801560312062412)]
    [InlineData("alice", 7, 81.27625525105022)]
    [InlineData("alice", 42, 43.27865573114623)]
    [InlineData("alice", 1000, 80.65613122624525)]
    [InlineData("alice", 9001, 11.122224444888978)]
    [InlineData("identity-0", 1, 56.26125225045009)]
    [InlineData("identity-0", 7, 36.19723944788958)]
    [InlineData("identity-0", 42, 38.37767553510702)]
    [InlineData("identity-0", 1000, 12.622524504900982)]
    [InlineData("identity-0", 9001, 35.897179435887175)]
    [InlineData("jürgen@example.com", 1, 32.00640128025605)]
    [InlineData("jürgen@example.com", 7, 89.03780756151231)]
    [InlineData("jürgen@example.com", 42, 13.762752550510102)]
    [InlineData("jürgen@example.com", 1000, 34.056811362272455)]
    [InlineData("jürgen@example.com", 9001, 35.8371674334867)]
    [InlineData("0", 1, 27.985597119423883)]
    [InlineData("0", 7, 50.2000400080016)]
    [InlineData("0", 42, 90.82816563312662)]
    [InlineData("0", 1000, 76.78535707141428)]
    [InlineData("0", 9001, 65.30306061212242)]
    public void AnIdentity_HashesToTheContractsNumber(string identifier, int salt, double expected)
        => Hash(salt, $"{EnvironmentKey}_{identifier}").ShouldBe(expected);

    [Theory]
    [InlineData(12, "93", 27.655531106221243)]
    [InlineData(1, "2", 26.59531906381276)]
    [InlineData(1, "identity_1", 87.59751950390078)]
    [InlineData(12345, "test_env_foobar", 51.990398079615915)]
    [InlineData(78986, "test_env_foobar", 54.53090618123625)]
    public void AnyText_HashesToTheContractsNumber(int salt, string id, double expected)
        => Hash(salt, id).ShouldBe(expected);

    [Theory]
    [InlineData("u12134", 49.249849969993996)]
    [InlineData("u46562", 42.96859371874375)]
    public void TheNumberThatWouldBe100_IsHashedAgain(string identifier, double expected)
        => Hash(5, $"{EnvironmentKey}_{identifier}").ShouldBe(expected);

    [Theory]
    [InlineData("u16268")]
    [InlineData("u46630")]
    [InlineData("u50088")]
    public void TheSmallestNumber_IsZero(string identifier) => Hash(5, $"{EnvironmentKey}_{identifier}").ShouldBe(0.0);

#pragma warning disable CA5351 // The hash is what it is.
    [Fact]
    public void LongTexts_HashLikeTheDefinition()
    {
        foreach (var length in (int[])[0, 1, 55, 56, 64, 170, 171, 512, 2_000])
        {
            var id = new string('ü', length);
            var digest = new BigInteger(MD5.HashData(Encoding.UTF8.GetBytes($"7,{id}")), isUnsigned: true, isBigEndian: true);

            Hash(7, id).ShouldBe((double)(digest % 9_999) / 9_998 * 100);
        }
    }

    [Fact]
    public void OneBlock_IsDigestedAsTheFrameworkDoes_AMillionTimes()
    {
        const int Seed = 20_261_121;
        var random = new Random(Seed);
        Span<byte> block = stackalloc byte[Md5Block.Size];
        Span<byte> expected = stackalloc byte[MD5.HashSizeInBytes];
        for (var round = 0; round < 1_000_000; round++)
        {
            var length = random.Next(Md5Block.MaxLength + 1);
            random.NextBytes(block);
            MD5.HashData(block[..length], expected);

            var (first, second, third, fourth) = Md5Block.Digest(block, length);

            if (first != Word(expected, 0) || second != Word(expected, 1) || third != Word(expected, 2) || fourth != Word(expected, 3))
            {
                Assert.Fail($"Round {round}: {Convert.ToHexString(block[..length])} is digested otherwise.");
            }
        }

        static uint Word(ReadOnlySpan<byte> digest, int index) => BinaryPrimitives.ReadUInt32BigEndian(digest[(index * sizeof(uint))..]);
    }
#pragma warning restore CA5351

    private static double Hash(int salt, string id)
        => IdentityHash.Of(new HashSalt(salt.ToString(CultureInfo.InvariantCulture)), id);
}
