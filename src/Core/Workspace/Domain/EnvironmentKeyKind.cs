namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>Who may hold a key.</summary>
public enum EnvironmentKeyKind
{
    /// <summary>Public: ships in browsers and apps.</summary>
    Client,

    /// <summary>Secret, with the prefix <c>ser.</c>: may fetch the whole environment document.</summary>
    Server,
}
