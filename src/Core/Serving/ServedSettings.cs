namespace ExperimentAdmin.Core.Serving;

/// <summary>What an environment's administrators decided about serving.</summary>
/// <param name="ProjectName">The project's name.</param>
/// <param name="ProjectHidesDisabledFlags">What environments follow that say nothing of their own.</param>
/// <param name="HidesDisabledFlags">The environment's own word; null follows the project.</param>
/// <param name="HidesSensitiveData">Leaves ids, descriptions and stored traits out of answers.</param>
/// <param name="AllowsClientTraits">Whether traits that come with a client key are used and stored.</param>
/// <param name="AllowedOrigins">Origins whose browsers may ask, in lower case, one a line; empty allows any.</param>
public sealed record ServedSettings(
    string ProjectName, bool ProjectHidesDisabledFlags, bool? HidesDisabledFlags, bool HidesSensitiveData, bool AllowsClientTraits, string AllowedOrigins)
{
    /// <summary>Whether disabled flags are left out of answers.</summary>
    public bool HidesDisabled => HidesDisabledFlags ?? ProjectHidesDisabledFlags;
}
