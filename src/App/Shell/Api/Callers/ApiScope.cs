namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>What lets a caller of the API in.</summary>
internal enum ApiScope
{
    /// <summary>Anybody who is signed in or has a key.</summary>
    Anybody,

    /// <summary>The environment whose key the address carries.</summary>
    Environment,

    /// <summary>The project whose id the address carries.</summary>
    Project,

    /// <summary>Those who manage the instance.</summary>
    Instance,
}
