using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>
/// Finds every type that another type mentions: in signatures, fields, bases, constraints, attributes and inside method bodies. Constants and
/// <c>nameof</c> leave nothing behind: those are seen by what a file uses.
/// </summary>
internal static class Mentions
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => code.Value);

    public static IEnumerable<Type> Of(Type type)
        => type.GetMembers(All).SelectMany(OfMember)
            .Concat(type.GetInterfaces())
            .Concat(Attributes(type))
            .Concat(type.GetGenericArguments().SelectMany(Constraints))
            .Append(type.BaseType ?? typeof(object))
            .SelectMany(Unfold)
            .Distinct();

    /// <summary>What a method calls, makes, or makes a delegate of.</summary>
    public static IEnumerable<MethodBase> Called(MethodBase method) => Tokens(method).OfType<MethodBase>();

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Append(attribute.AttributeType));

    private static IEnumerable<Type> Constraints(Type argument) => argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [];

    private static IEnumerable<Type> OfMember(MemberInfo member) => Attributes(member).Concat(Typed(member));

    private static IEnumerable<Type> Typed(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method is MethodInfo { ReturnType: var returned } ? [returned] : [])
            .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
            .Concat(method.GetMethodBody()?.ExceptionHandlingClauses.Where(clause => clause.Flags is ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType ?? typeof(object)) ?? [])
            .Concat(method.IsGenericMethodDefinition ? method.GetGenericArguments().SelectMany(Constraints) : [])
            .Concat(InBody(method)),
        _ => [],
    };

    private static IEnumerable<Type> InBody(MethodBase method) => Tokens(method).SelectMany(OfToken);

    private static IEnumerable<MemberInfo?> Tokens(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        var typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var methodArguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at];
            var operation = s_codes[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineField or OperandType.InlineTok)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments);
            }

            at += OperandSize(operation, code, at);
        }
    }

    private static IEnumerable<Type> OfToken(MemberInfo? member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => [.. method.GetGenericArguments(), method.DeclaringType ?? typeof(object)],
        not null => [member.DeclaringType ?? typeof(object)],
        _ => [],
    };

    private static int OperandSize(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    private static IEnumerable<Type> Unfold(Type type)
        => type.HasElementType ? Unfold(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Unfold).Append(type);
}
