namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>What the settings page of an environment shows.</summary>
/// <param name="Info">What every page knows.</param>
/// <param name="HashKey">The key that salts every hash and addresses the environment; never changes.</param>
/// <param name="HideDisabledFlags">Null follows the project.</param>
/// <param name="ProjectHidesDisabledFlags">What the project says.</param>
/// <param name="HideSensitiveData">Leaves ids, descriptions and stored traits out of answers.</param>
/// <param name="AllowClientTraits">Whether traits that come with a client key are used and stored.</param>
/// <param name="AllowedOrigins">One a line; empty allows any.</param>
/// <param name="Revision">The revision that an edit is made from.</param>
/// <param name="UpdatedAt">UTC; when anything that the environment serves last changed.</param>
public sealed record EnvironmentSettings(
    EnvironmentInfo Info,
    string HashKey,
    bool? HideDisabledFlags,
    bool ProjectHidesDisabledFlags,
    bool HideSensitiveData,
    bool AllowClientTraits,
    string AllowedOrigins,
    int Revision,
    DateTimeOffset UpdatedAt);
