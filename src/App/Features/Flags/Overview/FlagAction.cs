namespace ExperimentAdmin.App.Features.Flags.Overview;

/// <summary>How a flag is put away.</summary>
public enum FlagAction
{
    Archive,
    Restore,
    Delete,
}
