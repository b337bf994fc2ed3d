using System.Buffers.Binary;
using System.Globalization;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Unit.Access;

public sealed class PasswordHashesTests
{
    private const int Iterations = 1_000;

    private static readonly Person s_nobody = new() { DisplayName = "Nobody", SearchText = string.Empty, CreatedAt = default };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(Iterations)]
    [InlineData(400)]
    [InlineData(1)]
    public async Task AWrongPassword_TakesAsManyIterations_WhoeverItIsTriedFor(int? iterations)
    {
        var counted = new CountingHasher();
        using var hashes = new PasswordHashes(counted, Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

        var verdict = await hashes.CompareAsync(iterations is { } count ? HashOf("right", count) : null, "wrong", isKnown: false, Cancellation);

        verdict.Value.ShouldBe(PasswordVerificationResult.Failed);
        counted.Iterations.ShouldBe(Iterations);
    }

    [Fact]
    public async Task ARightPassword_IsFound_AndOneThatIsTooLongIsNotEvenLookedAt()
    {
        var counted = new CountingHasher();
        using var hashes = new PasswordHashes(counted, Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

        (await hashes.CompareAsync(HashOf("right", Iterations), "right", isKnown: false, Cancellation)).Value.ShouldNotBe(PasswordVerificationResult.Failed);
        counted.Iterations.ShouldBe(Iterations);
        (await hashes.CompareAsync(null, new string('x', IdentityRules.LongestPassword + 1), isKnown: false, Cancellation)).Value.ShouldBe(PasswordVerificationResult.Failed);
        counted.Iterations.ShouldBe(Iterations);
    }

    private static string HashOf(string password, int iterations)
        => new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = iterations })).HashPassword(s_nobody, password);

    /// <summary>Adds up what the hashes that are compared cost.</summary>
    private sealed class CountingHasher : PasswordHasher<Person>
    {
        public int Iterations { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            var bytes = Convert.FromBase64String(hashedPassword);
            bytes[4].ShouldBe((byte)2, string.Create(CultureInfo.InvariantCulture, $"SHA-512, in a hash of {bytes.Length} bytes"));
            Iterations += (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
