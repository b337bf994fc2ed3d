namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>In which form a route refuses.</summary>
internal enum ErrorShape
{
    /// <summary>Problem details (RFC 9457): the routes of our own.</summary>
    Problem,

    /// <summary>The bodies of the reference, section 1: the compatible routes.</summary>
    Reference,
}
