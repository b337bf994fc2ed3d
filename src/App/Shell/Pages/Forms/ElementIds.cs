namespace ExperimentAdmin.App.Shell.Pages.Forms;

/// <summary>Ids of elements that point at each other and that nobody else needs to know.</summary>
internal static class ElementIds
{
    private static int s_last;

    public static string New(string prefix) => $"{prefix}-{Interlocked.Increment(ref s_last)}";

    /// <summary>The id of the input for a field, as refusals name it.</summary>
    public static string Field(string name)
        => $"field-{string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'))}";
}
