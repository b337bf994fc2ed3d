namespace ExperimentAdmin.Core.Experiments.Drafts;

/// <summary>An unfinished wizard: a private row of its author that touches and blocks nothing.</summary>
internal sealed class ExperimentDraft
{
    public const int IdLength = 12;

    /// <summary>Random letters and digits: part of the address of the wizard.</summary>
    public required string Id { get; init; }

    public required int EnvironmentId { get; init; }

    public required int PersonId { get; init; }

    /// <summary>What was entered so far, as JSON.</summary>
    public required string Payload { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether a text of an address can be the id of a wizard.</summary>
    public static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiLetterOrDigit);
}
