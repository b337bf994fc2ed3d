using System.Globalization;
using ExperimentAdmin.App.Delivery.Identities;

namespace ExperimentAdmin.App.Delivery;

/// <summary>How much applications may ask, and when they are answered: the section <c>Delivery</c>, checked.</summary>
internal sealed record DeliveryOptions
{
    private const string Section = "Delivery";

    /// <summary>The most requests in a minute with one key from one address; 0 for any number.</summary>
    public int RequestsPerMinute { get; private init; }

    /// <summary>When a request that says traits is answered.</summary>
    public TraitWrites TraitWrites { get; private init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static DeliveryOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new()
        {
            RequestsPerMinute = Read(section, nameof(RequestsPerMinute), 120_000),
            TraitWrites = ReadTraitWrites(section[nameof(TraitWrites)]),
        };
    }

    private static TraitWrites ReadTraitWrites(string? value)
        => string.IsNullOrWhiteSpace(value) ? TraitWrites.Batched
            : Array.Find(Enum.GetNames<TraitWrites>(), name => string.Equals(name, value.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known
                ? Enum.Parse<TraitWrites>(known)
            : throw new StartFailureException(
                $"{Section}:{nameof(TraitWrites)} is '{value}', which is not a way to write traits: set it to "
                + $"{string.Join(" or ", Enum.GetNames<TraitWrites>())}, or remove it.");

    private static int Read(IConfigurationSection section, string key, int byDefault)
        => section[key] is not { Length: > 0 } value ? byDefault
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new StartFailureException(
                $"{Section}:{key} is '{value}', which is not a number of requests: set it to a whole number, 0 for no limit, or remove it.");
}
