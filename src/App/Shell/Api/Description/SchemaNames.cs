namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>What our shapes are called in the description.</summary>
internal static class SchemaNames
{
    private const string Wire = "Wire";

    /// <summary><c>ExperimentWire</c> is Experiment, and a page of them is ExperimentPage.</summary>
    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        name = name.StartsWith(Wire, StringComparison.Ordinal) ? name[Wire.Length..] : name.Replace(Wire, string.Empty, StringComparison.Ordinal);
        return string.Concat(type.GetGenericArguments().Select(Of)) + name;
    }
}
