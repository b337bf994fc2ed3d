namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>
/// A form of condition of which the server and the published clients that evaluate on their own do not all say the same, or which
/// never holds for some kind of value.
/// </summary>
/// <param name="Code">For scripts.</param>
/// <param name="Form">How it is recognised where it is written.</param>
/// <param name="Differs">Who says what.</param>
/// <param name="Everywhere">The form that works everywhere.</param>
/// <param name="IsRare">Whether it is no matter as long as traits are sent as the kind of value that the condition is written for.</param>
public sealed record EngineDifference(string Code, string Form, string Differs, string Everywhere, bool IsRare = false)
{
    /// <summary>What people read beside a condition.</summary>
    public string Message => $"{Differs} {Everywhere}";
}
