namespace ExperimentAdmin.App.Features.Flags;

/// <summary>The views of a flag's page; each has an address.</summary>
public enum FlagTab
{
    Overview,
    Overrides,
    Identities,
    Versions,
    Settings,
    History,
}
