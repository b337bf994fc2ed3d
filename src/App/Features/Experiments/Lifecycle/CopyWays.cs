namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>Which ways to begin another experiment <see cref="CopyItems"/> shows, and how.</summary>
public enum CopyWays
{
    /// <summary>All of them, as items of a menu.</summary>
    Items,

    /// <summary>Duplicating alone, as a button.</summary>
    Button,

    /// <summary>Copying to another environment alone, as an item of a menu.</summary>
    ToAnother,
}
