using System.Security.Cryptography;
using System.Text;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>What somebody is called whom an application describes without a name: the same for the same traits.</summary>
internal static class AnonymousIdentity
{
    private const int RandomBytes = 16;

    /// <summary>The SHA-256 in hex of names and values in the order of the names; something random without any.</summary>
    public static string Of(IReadOnlyList<SentTrait> traits)
        => traits.Count == 0
            ? RandomNumberGenerator.GetHexString(RandomBytes * 2, lowercase: true)
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
                traits.OrderBy(trait => trait.Key, StringComparer.Ordinal).Select(trait => trait.Key + trait.Value.ToText())))));
}
