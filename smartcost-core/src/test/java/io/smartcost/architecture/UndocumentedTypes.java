package io.smartcost.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Finds the types, nested ones included, that others can use and that have no Javadoc. */
final class UndocumentedTypes extends TreePathScanner<Void, Void> {
    private final List<String> found = new ArrayList<>();
    private final DocTrees comments;

    private UndocumentedTypes(DocTrees comments) {
        this.comments = comments;
    }

    static List<String> in(Iterable<? extends JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
        UndocumentedTypes scanner = new UndocumentedTypes(DocTrees.instance(task));
        scanner.scan(task.parse(), null);
        return scanner.found;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (!isPublic(type)) {
            return null;
        }
        if (comments.getDocComment(getCurrentPath()) == null) {
            found.add(getCurrentPath().getCompilationUnit().getPackageName() + "." + type.getSimpleName());
        }
        return super.visitClass(type, unused);
    }

    /** Those around it are public, or this would not be visited. */
    private boolean isPublic(ClassTree type) {
        Set<Modifier> modifiers = type.getModifiers().getFlags();
        TreePath around = getCurrentPath().getParentPath();
        boolean inInterface = around.getLeaf().getKind() == Tree.Kind.INTERFACE
                || around.getLeaf().getKind() == Tree.Kind.ANNOTATION_TYPE;
        return modifiers.contains(Modifier.PUBLIC) || inInterface && !modifiers.contains(Modifier.PRIVATE);
    }
}
