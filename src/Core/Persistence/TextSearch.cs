using System.Linq.Expressions;
using System.Reflection;
using ExperimentAdmin.Core.Common.Names;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Finds rows by the words of a search, the same on both databases.</summary>
internal static class TextSearch
{
    private static readonly MethodInfo s_like = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    /// <summary>Those that have every word of a search anywhere in one of their folded texts; all of them where nothing is looked for.</summary>
    public static IQueryable<T> WithWords<T>(this IQueryable<T> rows, string? search, params ReadOnlySpan<Expression<Func<T, string>>> texts)
    {
        foreach (var word in TextFold.Words(search))
        {
            rows = rows.Where(Has(word, texts));
        }

        return rows;
    }

    /// <summary>Those that have at least one of the words; all of them where nothing is looked for.</summary>
    public static IQueryable<T> WithAnyWord<T>(this IQueryable<T> rows, string? search, params ReadOnlySpan<Expression<Func<T, string>>> texts)
    {
        Expression<Func<T, bool>>? any = null;
        foreach (var word in TextFold.Words(search))
        {
            var one = Has(word, texts);
            any = any is null ? one : Expression.Lambda<Func<T, bool>>(Expression.OrElse(any.Body, Replaced(one, any.Parameters[0])), any.Parameters);
        }

        return any is null ? rows : rows.Where(any);
    }

    private static Expression<Func<T, bool>> Has<T>(string word, ReadOnlySpan<Expression<Func<T, string>>> texts)
    {
        // A member and no constant, so that it becomes a parameter and the query is compiled once for all words.
        var pattern = TextFold.Anywhere(word);
        Expression<Func<string>> parameter = () => pattern;
        var row = texts[0].Parameters[0];
        Expression? has = null;
        foreach (var text in texts)
        {
            var like = Expression.Call(
                s_like, Expression.Constant(EF.Functions), Replaced(text, row), parameter.Body, Expression.Constant(@"\"));
            has = has is null ? like : Expression.OrElse(has, like);
        }

        return Expression.Lambda<Func<T, bool>>(has!, row);
    }

    private static Expression Replaced(LambdaExpression lambda, ParameterExpression parameter)
        => new Parameter(lambda.Parameters[0], parameter).Visit(lambda.Body);

    private sealed class Parameter(ParameterExpression before, ParameterExpression after) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == before ? after : node;
    }
}
