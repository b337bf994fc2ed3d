namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>How a key is replaced.</summary>
/// <param name="Overlap">How many seconds the old key goes on working, 0 to 7,776,000 (90 days); a week without it.</param>
internal sealed record RotationBody(int? Overlap)
{
    /// <summary>What the page suggests too: time to bring the new key everywhere.</summary>
    public static TimeSpan ByDefault { get; } = TimeSpan.FromDays(7);
}
