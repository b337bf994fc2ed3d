using System.Reflection;
using System.Xml.Linq;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>The documentation comments that the compiler wrote out beside an assembly.</summary>
internal sealed class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocComments(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads them; without the file there are none.</summary>
    public static DocComments Of(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return new DocComments(!File.Exists(file)
            ? []
            : XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    /// <summary>What a type is; null when nobody said.</summary>
    public string? OfType(Type type) => Text(_members.GetValueOrDefault($"T:{Name(type)}")?.Element("summary"));

    /// <summary>What a member of a type is: of a positional record, what its parameter is.</summary>
    public string? OfMember(MemberInfo member)
    {
        var type = member.DeclaringType!;
        return Text(_members.GetValueOrDefault($"P:{Name(type)}.{member.Name}")?.Element("summary"))
            ?? Text(_members.GetValueOrDefault($"T:{Name(type)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == member.Name));
    }

    private static string Name(Type type)
        => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    private static string? Text(XElement? comment)
        => comment is null ? null : string.Join(' ', comment.Value.Split(null as char[], StringSplitOptions.RemoveEmptyEntries));
}
